"""Files taken in, kept safe, shown as page images."""
