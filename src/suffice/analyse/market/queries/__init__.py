from suffice.analyse.market.queries.supply import prices, provisions

__all__ = ["prices", "provisions"]
