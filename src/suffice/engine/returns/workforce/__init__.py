"""The children's social work workforce census (CSWW): who is in post on 30 September, who left, who holds cases."""
