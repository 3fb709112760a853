package org.onestophub.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables are found in every form of SQL that the hub uses. */
class SqlTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            select * from a                                                                  | -   | a
            select * from a x, b y where x.i = y.i                                           | -   | a b
            select * from a x join b on b.i = x.i left join c using (i), d                   | -   | a b c d
            select * from a natural join (b cross join c)                                    | -   | a b c
            select (select max(i) from a), exists (select from b) from c                     | -   | a b c
            select i from a where i in (select i from b) union all select i from c order by 1 | -  | a b c
            select * from (select i from a) as s(i), lateral (select from b) as t            | -   | a b
            select * from unnest(:x) with ordinality as g(i, ord) join a on a.i = g.i        | -   | a
            select * from "a" where x = 'from b' -- from c                                   | -   | a
            select * from only a for no key update skip locked                               | -   | a
            select ref from a where lane in (:lanes) for update                              | -   | a
            select * from a for update of a skip locked                                      | -   | a
            select extract(day from x), substring(y from '^a') from a                        | -   | a
            select * from a where x is distinct from y                                       | -   | a
            insert into a (i) values (:i) on conflict (i) do update set i = excluded.i       | a   | -
            insert into a (i) select i from b x join c on c.i = x.i on conflict do nothing   | a   | b c
            update a set i = 1 where not exists (select from b)                              | a   | b
            update a x set i = w.i, j = 2 from b as w, c where x.i = w.i                     | a   | b c
            update a set (i, j) = (select i, j from b)                                       | a   | b
            delete from a x using b y, c where x.i = y.i                                     | a   | b c
            delete from a where i in (select i from a order by at limit 10)                  | a   | a
            lock table a in access exclusive mode                                            | a   | -
            drop table if exists a                                                           | a   | -
            create table if not exists a_1 partition of a for values from (1) to (2)         | a a_1 | -
            with n as (select i from a), m (j) as materialized (select 1) select * from n, m, b | - | a b
            with n as (delete from a returning i), m as (insert into b select i from n) update c set i = 1 from m | a b c | -
            with recursive r(i) as (select i from a union select b.i from r join b on b.i = r.i) select i from r | - | a b
            """)
    void tablesAreFoundIn(String text, String writes, String reads) {
        SqlText sql = SqlText.of(text);

        assertThat(SqlText.isStatement(text)).isTrue();
        assertThat(sql.writes()).containsExactlyInAnyOrder(words(writes));
        assertThat(sql.reads()).containsExactlyInAnyOrder(words(reads));
    }

    @Test
    void partsOfStatementsAreLookedThroughToo() {
        assertThat(SqlText.of(" and exists (select from a where i = 1) or i in (select i from b)")
                        .reads())
                .containsExactlyInAnyOrder("a", "b");
        assertThat(SqlText.of(" from a join b on true").reads()).containsExactlyInAnyOrder("a", "b");
        assertThat(SqlText.of(", n as (insert into a values (1)) delete from b").writes())
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void nameThatIsNotKnownYetIsToldAsSuch() {
        assertThat(SqlText.of("select * from a_%s, %1$s").reads())
                .containsExactlyInAnyOrder("a_" + SqlText.DYNAMIC, SqlText.DYNAMIC);
    }

    @Test
    void functionsAndTriggersAreLookedInto() {
        SqlText sql = SqlText.of("create function f() returns trigger language plpgsql as $$ begin "
                + "update a set i = 1; insert into b select i from c; return new; end $$");

        assertThat(sql.writes()).containsExactlyInAnyOrder("a", "b");
        assertThat(sql.reads()).containsExactly("c");
        assertThat(SqlText.of("create trigger t after insert or update on a execute function f()")
                        .writes())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            merge into a using b on true when matched then delete
            copy a from stdin
            truncate a
            SELECT * FROM a
            updated the table
            insert a
            """)
    void kindOfStatementThatIsNotKnownIsRefused(String text) {
        assertThatThrownBy(() -> SqlText.requireStatement(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String[] words(String list) {
        return list == null ? new String[0] : list.split(" ");
    }
}
