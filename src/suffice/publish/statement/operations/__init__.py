from suffice.publish.statement.operations.asking import ask
from suffice.publish.statement.operations.making import make
from suffice.publish.statement.operations.publishing import publish
from suffice.publish.statement.operations.wording import write

__all__ = ["ask", "make", "publish", "write"]
