-- How far a channel has read a platform that it asks for new items.
create table pull_position (
  channel      text         primary key,
  source       text         not null,
  position     text         not null,
  moved_at     timestamptz  not null default now()
);
comment on table pull_position is 'moved only after every item before it is a receipt';
comment on column pull_position.source is 'address and account; under another one the position means nothing';
comment on column pull_position.position is 'a time, ISO-8601 in UTC, or the cursor of the platform';
