"""SIMPEL: permits for official travel abroad. Start reading at docs/explanation/house.md."""
