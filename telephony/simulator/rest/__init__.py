"""The REST API, version 2010-04-01: one file a resource."""
