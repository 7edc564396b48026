package io.flowjay.record.parquet;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DuckDB in this process. */
public final class DuckDb implements AutoCloseable {
    private final Connection connection;

    /** An empty database in memory. */
    public DuckDb() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        query("SET threads = 1");
        query("SET memory_limit = '1GB'");
        query("SET TimeZone = 'UTC'");
    }

    /** The rows that a query gives; values other than numbers, booleans and null as text. */
    public List<List<@Nullable Object>> query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            if (!statement.execute(sql)) {
                return rows;
            }
            try (ResultSet result = statement.getResultSet()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<@Nullable Object> row = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        Object value = result.getObject(i);
                        row.add(
                                value instanceof Number || value instanceof Boolean || value == null
                                        ? value
                                        : value.toString());
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
