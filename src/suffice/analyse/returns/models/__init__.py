from suffice.analyse.returns.models.agreement import AgreementResult
from suffice.analyse.returns.models.mapping import MappingDecision, MappingPart
from suffice.analyse.returns.models.population import PopulationEstimate
from suffice.analyse.returns.models.record import (
    BY_YEAR,
    KIND,
    FoundFinding,
    FoundTable,
    ParsedTable,
    ReturnRecord,
    ReturnState,
)
from suffice.analyse.returns.models.upload import Original, Upload, UploadState

__all__ = [
    "BY_YEAR",
    "KIND",
    "AgreementResult",
    "FoundFinding",
    "FoundTable",
    "MappingDecision",
    "MappingPart",
    "Original",
    "ParsedTable",
    "PopulationEstimate",
    "ReturnRecord",
    "ReturnState",
    "Upload",
    "UploadState",
]
