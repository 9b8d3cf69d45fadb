"""Measures the inbound voice webhook beside a bare Django view, in one run on one server."""
