package org.onestophub.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Connections that tell how many statements were prepared and how many transactions committed over them. */
public final class CountingDataSource extends DelegatingDataSource implements AutoCloseable {

    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final AtomicInteger commits = new AtomicInteger();

    /** Counts what goes through {@code source}; closes it too. */
    public CountingDataSource(DataSource source) {
        super(source);
    }

    /** Starts again at nothing. */
    public void reset() {
        statements.clear();
        commits.set(0);
    }

    /** Texts of the statements since the last reset, in their order. */
    public List<String> statements() {
        return List.copyOf(statements);
    }

    /** Transactions committed since the last reset; a statement outside of any is one. */
    public int commits() {
        return commits.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return counted(super.getConnection());
    }

    private Connection counted(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.add((String) arguments[0]);
                        if (connection.getAutoCommit()) {
                            commits.incrementAndGet();
                        }
                    }
                    if (method.getName().equals("commit")) {
                        commits.incrementAndGet();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void close() throws Exception {
        if (obtainTargetDataSource() instanceof AutoCloseable pool) {
            pool.close();
        }
    }
}
