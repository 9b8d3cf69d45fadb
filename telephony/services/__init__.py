"""One file a verb: load, ask the engine, save, publish on commit."""
