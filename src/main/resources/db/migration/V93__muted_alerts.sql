-- Alerts that somebody wants to hear nothing of for a while. Each mute ends by itself.

create table alert_mute (
  id        bigint       generated always as identity primary key,
  condition text         not null,
  subject   text         not null,
  until     timestamptz  not null,
  reason    text         not null,
  muted_by  text         not null,
  muted_at  timestamptz  not null,
  unique (condition, subject)
);
comment on column alert_mute.subject is 'what it is about, as in alert; other alerts of that subject are sent';
