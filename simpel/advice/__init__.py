"""Advice: what the law would say, which law that is, and what another law would have said."""
