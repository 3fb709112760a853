-- By which rules and calendar the duties of cases were computed last; others make all open ones be computed again.
create table duty_rules (
  one          boolean      primary key default true check (one),
  sha256       text         not null,
  at           timestamptz  not null
);
