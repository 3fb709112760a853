-- What destinations sent to people in the last 24 hours, so that no loop becomes a flood.
create table receiver_use (
  destination  text         not null,
  shipment     uuid         not null,
  receiver     text         not null,
  at           timestamptz  not null,
  primary key (destination, shipment)
);
comment on column receiver_use.receiver is 'SHA-256 of the address in small letters; deleted after 24 hours';
create index receiver_use_at on receiver_use (destination, at);
