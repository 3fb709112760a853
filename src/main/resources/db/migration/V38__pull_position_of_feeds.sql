comment on column pull_position.position is
  'a time, ISO-8601 in UTC, or the cursor of the platform; of a feed JSON with the marks of its last answer and digests of its last entries';
