-- Indexes without which a statement would read a whole table. The same stand in ../postgres under the same number.

CREATE INDEX users_operators ON users (id) WHERE is_operator;
