"""Words for people: the only importer of click, the only place that prints."""
