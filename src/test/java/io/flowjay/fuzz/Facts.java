package io.flowjay.fuzz;

import io.flowjay.protocol.stream.StreamParser;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeMap;

/** What a decoder answers to every question that it has, as text. */
final class Facts {
    /** Answers that are no facts, or facts about segments and not about bytes. */
    private static final Set<String> LEFT_OUT =
            Set.of("heldBytes", "wantsMore", "handshakeSegments", "hashCode", "toString");

    private static final String PROTOCOLS = "io.flowjay.protocol";

    private Facts() {}

    /** The facts of an object, and of those that it answers with; {@code none} of null. */
    static String of(Object decoder) {
        if (decoder == null) {
            return "none";
        }
        TreeMap<String, String> facts = new TreeMap<>();
        Arrays.stream(decoder.getClass().getMethods())
                .filter(method -> method.getDeclaringClass() == decoder.getClass())
                .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getReturnType() != void.class && !LEFT_OUT.contains(method.getName()))
                .filter(method -> !StreamParser.class.isAssignableFrom(method.getReturnType()))
                .sorted(Comparator.comparing(Method::getName))
                .forEach(method -> facts.put(method.getName(), text(ask(method, decoder))));
        return facts.toString();
    }

    private static String text(Object value) {
        boolean decoded = value != null && value.getClass().getName().startsWith(PROTOCOLS);
        return decoded && !value.getClass().isEnum() ? of(value) : String.valueOf(value);
    }

    private static Object ask(Method method, Object decoder) {
        try {
            return method.invoke(decoder);
        } catch (InvocationTargetException e) {
            throw new AssertionError(method + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new LinkageError("public method of a public class", e);
        }
    }
}
