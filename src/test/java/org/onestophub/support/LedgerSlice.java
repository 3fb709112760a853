package org.onestophub.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.onestophub.HubProperties;
import org.onestophub.complaint.EventEnvelope;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.contract.InputMeaning;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.walk.RushProperties;
import org.onestophub.complaint.walk.WalkMeters;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.platform.blob.BlobProperties;
import org.onestophub.platform.store.StoreProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Some rooms of the hub, as Spring makes them, on a fresh real database; without Camel, broker and web server. */
public final class LedgerSlice implements AutoCloseable {

    private static final String PACKAGE = "org.onestophub.";

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private final DataSource database;

    /** A slice with the ground every room stands on; {@code home} is its {@code hub.home}. */
    public LedgerSlice(Path home) {
        this(home, TestPostgres.freshDatabase());
    }

    /** A slice on a database that others use too. */
    public LedgerSlice(Path home, DataSource database) {
        this.database = database;
        context.setBeanNameGenerator(new FullyQualifiedAnnotationBeanNameGenerator());
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(database);
        pool.setMaximumPoolSize(8);
        pool.setConnectionTimeout(2_000);
        CountingDataSource counted = new CountingDataSource(pool);
        TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(counted));
        with(DataSource.class, counted).with(JdbcClient.class, JdbcClient.create(counted));
        with(JdbcTemplate.class, new JdbcTemplate(counted)).with(TransactionTemplate.class, transactions);
        with(Clock.class, Clock.systemUTC()).with(ObjectMapper.class, new ObjectMapper());
        with(MeterRegistry.class, new SimpleMeterRegistry());
        with(
                HubProperties.class,
                new HubProperties(
                        home, Path.of("."), ZoneId.of("Asia/Shanghai"), new HubProperties.Institution("", "")));
        with(Mappings.class, new AnyMapping());
        with(Institutions.class, new OneInstitution());
        with(InputMeaning.class, (mapping, content) -> Optional.empty());
        with(StoreProperties.class, new StoreProperties("", "", "", Set.of(), 4))
                .with(BlobProperties.class, new BlobProperties(""));
        with(RushProperties.class, new RushProperties(30));
        context.register(WorkSignal.class, WalkMeters.class, EventEnvelope.class);
    }

    /** Adds an object. */
    public <T> LedgerSlice with(Class<T> type, T object) {
        context.registerBean(type, () -> object);
        return this;
    }

    /** Adds classes by their names below {@code org.onestophub}, as they are the rooms' own. */
    public LedgerSlice rooms(String... classes) {
        for (String name : classes) {
            try {
                context.register(Class.forName(PACKAGE + name));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        return this;
    }

    /** Makes everything and starts it. */
    public LedgerSlice start() {
        context.refresh();
        return this;
    }

    /** An object of the slice. */
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** The database without its pool, for another slice on it. */
    DataSource database() {
        return database;
    }

    /** All objects of a kind in the slice. */
    public <T> Collection<T> all(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    /** Its database. */
    public JdbcClient jdbc() {
        return get(JdbcClient.class);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Every name is a mapping: {@code patient-adt} of the patient lane, all others of the complaint lane. */
    private static final class AnyMapping implements Mappings {
        @Override
        public Mapping named(String name) {
            boolean isPatient = "patient-adt".equals(name);
            return new Mapping(
                    name,
                    Path.of("."),
                    "json",
                    JsonNodeFactory.instance.objectNode(),
                    isPatient ? "" : name + ".jslt",
                    isPatient ? "patient" : "complaint");
        }

        @Override
        public Collection<Mapping> all() {
            return List.of();
        }
    }
}
