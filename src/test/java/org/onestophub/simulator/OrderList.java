package org.onestophub.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A hotline platform that does not push: it gives a token for a password and lists its orders, page by page. Its answers
 * carry a code, as those of such platforms do.
 */
public final class OrderList implements AutoCloseable {

    /** User of the login. */
    public static final String USER = "hospital";

    private static final String TOKEN = "token-of-the-simulator";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final String password;
    private final List<String> orders = new CopyOnWriteArrayList<>();

    private OrderList(HttpServer server, String password) {
        this.server = server;
        this.password = password;
    }

    /** Starts it on loopback. */
    public static OrderList start(String password) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        OrderList list = new OrderList(server, password);
        server.createContext("/token", list::token);
        server.createContext("/orders", list::page);
        server.start();
        return list;
    }

    /** Lists one more order, JSON. */
    public void add(String order) {
        orders.add(order);
    }

    /** Address of the list. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/orders";
    }

    /** Address of the login. */
    public String loginUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<?, ?> login = JSON.readValue(exchange.getRequestBody(), Map.class);
        boolean isGood = USER.equals(login.get("username")) && password.equals(login.get("password"));
        answer(exchange, isGood ? "{\"code\":0,\"data\":{\"token\":\"" + TOKEN + "\"}}" : "{\"code\":401}");
    }

    private void page(HttpExchange exchange) throws IOException {
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        Map<String, String> query = new HashMap<>();
        for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        List<String> all = List.copyOf(orders);
        int size = Integer.parseInt(query.get("size"));
        int from = Math.min(all.size(), (Integer.parseInt(query.get("page")) - 1) * size);
        List<String> some = all.subList(from, Math.min(all.size(), from + size));
        answer(
                exchange,
                "{\"code\":0,\"data\":{\"total\":" + all.size() + ",\"list\":[" + String.join(", ", some) + "]}}");
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
