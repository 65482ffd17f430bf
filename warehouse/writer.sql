-- Said on opening the working file for writing. Who writes shares the machine with the workers, so what costs the least CPU
-- time is best (docs/decisions/0006).
SET threads = 1;
