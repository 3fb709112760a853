-- People whom the hospital's directory knows, beside local accounts, and how often their passwords were wrong.

alter table person add column source text;
alter table person add column subject text;
alter table person add constraint person_known_elsewhere
  check ((source is null) = (subject is null) and (source is null) = (password <> ''));
create unique index person_by_subject on person (source, subject) where source is not null;
comment on column person.source is 'where the person is known; null: here, by a local account';
comment on column person.subject is 'what never changes about the person there, such as entryUUID';
comment on column person.password is 'hash with the name of its algorithm in front; empty if the person is known elsewhere';

create table login_attempt (
  source       text        not null,
  subject      text        not null,
  failures     int         not null,
  locked_until timestamptz,
  primary key (source, subject)
);
