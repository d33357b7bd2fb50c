"""Valid returns of an imaginary population of children in care: `generate`, `write`, `write_xml`."""

from suffice.demo.returns.files import write, write_xml
from suffice.demo.returns.generate import generate
from suffice.demo.returns.model import DemoReturns

__all__ = ["DemoReturns", "generate", "write", "write_xml"]
