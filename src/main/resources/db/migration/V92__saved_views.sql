-- Filters of lists that people of the console keep under names of their own.

create table saved_view (
  id         bigint       generated always as identity primary key,
  person     text         not null references person on delete cascade,
  list       text         not null,
  name       text         not null,
  filter     jsonb        not null,
  first      boolean      not null default false,
  changed_at timestamptz  not null,
  unique (person, list, name)
);
comment on column saved_view.person is 'name of the account, which is one person''s for good';
comment on column saved_view.filter is 'checked parameters of the list by name; never words, a number or an address';
comment on column saved_view.first is 'shown after the login';
