"""The virtual phone: a web page that is a telephone, so that anybody can call a number of the stand-in."""
