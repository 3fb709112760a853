-- Parts of inputs that are held and are of a case of the discipline route; what is held of an input as a whole is of all its cases.
create view held_on_route as
  select h.id as held_id, i.complaint_id from held h
    join receipt_item i on i.receipt_id = h.receipt_id and (h.item < 0 or i.item = h.item)
    join complaint c on c.id = i.complaint_id and c.discipline;
