-- Said on opening the working file for writing.
-- Up to so many rowids are handed to the scan that fetches them, which passes over all runs of 2,048 rows that have none
-- (docs/decisions/0006).
SET dynamic_or_filter_threshold = 3000;
