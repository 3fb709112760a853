-- Hubs that share this database: who runs, which broker and which store of large bytes each uses, whose turn it is to poll.

-- One row per running hub. A hub that ends removes its row; the row of one that died counts until alive_until.
create table hub_node (
  hub          text         primary key,
  label        text         not null,
  run          uuid         not null,
  started_at   timestamptz  not null,
  seen_at      timestamptz  not null,
  alive_until  timestamptz  not null,
  broker       text,
  blobs        text,
  blobs_proof  text
);
comment on column hub_node.hub is 'the name under hub.home that leases carry';
comment on column hub_node.label is 'what people call it';
comment on column hub_node.run is 'new at each start, so that two hubs with one name are noticed';
comment on column hub_node.broker is 'identity of the broker in use; null while none is';
comment on column hub_node.blobs is 'home, database or folder';
comment on column hub_node.blobs_proof is 'what this hub wrote into the shared folder at its start';

-- Who looks at a source. It counts as long as the row of that hub in hub_node does.
create table poll_turn (
  source       text         primary key,
  channel      text         not null,
  hub          text         not null,
  taken_at     timestamptz  not null
);
comment on column poll_turn.source is 'a mailbox, or a folder of a server';
