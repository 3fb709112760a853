-- What was made of the files of the configuration, by whom and when. The files themselves lie under hub.home/applied.
create table applied (
  id        bigint       generated always as identity primary key,
  at        timestamptz  not null,
  ended_at  timestamptz,
  key_name  text         not null,
  name      text         not null,
  before    text         not null,
  after     text         not null,
  tree      text         not null,
  result    text         not null default 'begun',
  code      text         not null default '',
  check (result in ('begun', 'applied', 'removed', 'put-back', 'blocked'))
);
create index applied_by_name on applied (name, id);
comment on column applied.name is 'stem of the route';
comment on column applied.key_name is 'name of the API key; start for a start of the hub';
comment on column applied.result is 'begun with no end: the hub was stopped meanwhile';
