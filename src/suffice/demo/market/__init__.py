"""An imaginary market around the demonstration's children: homes, places and prices, and files that councils keep."""
