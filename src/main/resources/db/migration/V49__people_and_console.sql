-- People who log in to the console, and what their screens look up.

create table person (
  name         text         primary key,
  password     text         not null,
  must_change  boolean      not null,
  rights       text[]       not null,
  institutions text[],
  disabled     boolean      not null default false,
  failures     int          not null default 0,
  locked_until timestamptz,
  stamp        bigint       not null default 1,
  created_at   timestamptz  not null,
  created_by   text         not null,
  last_login_at timestamptz
);
comment on column person.password is 'hash with the name of its algorithm in front';
comment on column person.institutions is 'unified social credit codes; null: all';
comment on column person.stamp is 'counts up with each change; sessions from before end';

alter table access_log add column reason text;
alter table access_log add column object text;
comment on column access_log.reason is 'what a person gave as the reason; null for keys';
comment on column access_log.object is 'what was seen or done, where it is neither an input nor a complaint; never a datum';

create index complaint_by_channel on complaint (channel, received_at, id);
create index complaint_by_institution on complaint ((document #>> '{institution,uscc}'), received_at, id);
create index complaint_facets on complaint using gin (
  (document #> '{matter,categories}') jsonb_path_ops,
  (document #> '{matter,departments}') jsonb_path_ops,
  (document -> 'flags') jsonb_path_ops);
create index case_status_by_state on case_status (state, complaint_id);
