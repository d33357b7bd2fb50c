"""Run by the peer's own Python: load a folder, read rates from the last year, forecast day by day; print JSON."""

import json
import sys
import time
import warnings

from cs_demand_model import DemandModellingDataContainer, ModelPredictor, PopulationStats
from cs_demand_model.config import Config
from cs_demand_model.datastore import fs_datastore
from dateutil.relativedelta import relativedelta

warnings.simplefilter("ignore")
folder, years = sys.argv[1], int(sys.argv[2])
started = time.perf_counter()
config = Config()
container = DemandModellingDataContainer(fs_datastore(folder), config)
view = container.enriched_view
loaded = time.perf_counter()
end = container.end_date
predictor = ModelPredictor.from_model(PopulationStats(view, config), end - relativedelta(months=12), end)
rated = time.perf_counter()
forecast = predictor.predict((end + relativedelta(years=years) - end).days, progress=False)
predicted = time.perf_counter()
in_care = [
    column for column in forecast.columns if "NOT_IN_CARE" not in str(column) and "Not in care" not in str(column)
]
print(
    json.dumps(
        {
            "load": loaded - started,
            "rates": rated - loaded,
            "predict": predicted - rated,
            "end": float(forecast[in_care].iloc[-1].sum()),
        }
    )
)
