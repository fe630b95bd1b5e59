"""The outbox: what people are told, and its delivery."""
