-- Said on opening the working file for writing. Who writes shares the machine with the workers, so what costs the least CPU
-- time is best (docs/decisions/0006).
SET threads = 1;
-- up to so many rowids are handed to the scan that fetches them, which passes over all runs of 2,048 rows that have none
SET dynamic_or_filter_threshold = 3000;
