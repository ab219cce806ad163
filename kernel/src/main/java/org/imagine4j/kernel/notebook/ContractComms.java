package org.imagine4j.kernel.notebook;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.comm.CommTarget;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.KernelTimestamp;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.comm.CommOpenCommand;
import org.imagine4j.kernel.core.Cell;
import org.imagine4j.kernel.core.Comms;
import org.imagine4j.kernel.wire.Message;
import org.slf4j.helpers.NOPLogger;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** The contract's {@link CommManager}, served by the kernel's comm messages. */
final class ContractComms extends CommManager implements Comms, AutoCloseable {
    private final CurrentCell currentCell;
    private final ContractEnvironment environment;
    private final ZMQ.Context zmq = ZMQ.context(0);
    private final Outlet outlet = new Outlet();

    ContractComms(CurrentCell currentCell, ContractEnvironment environment) {
        this.currentCell = currentCell;
        this.environment = environment;
        this.targets = new ConcurrentHashMap<>();
        this.comms = new ConcurrentHashMap<>();
        setIOPubChannel(outlet);
    }

    @Override
    public boolean opened(Message message, Cell cell) {
        CommTarget target = getTarget(text(message, "target_name"));
        if (target == null) {
            return false;
        }
        String id = text(message, "comm_id");
        String name = text(message, "target_name");
        forCell(cell, () -> {
            registerComm(target.createComm(
                    this,
                    id,
                    name,
                    contractMessage(
                            message, MessageType.COMM_OPEN_COMMAND, new CommOpenCommand(id, name, data(message)))));
            return null;
        });
        return true;
    }

    @Override
    public void received(Message message, Cell cell) {
        CommMsgCommand command = new CommMsgCommand(text(message, "comm_id"), data(message));
        forCell(cell, () -> {
            handleCommMsgCommand(environment, contractMessage(message, MessageType.COMM_MSG_COMMAND, command));
            return null;
        });
    }

    @Override
    public void closed(Message message, Cell cell) {
        CommCloseCommand command = new CommCloseCommand(text(message, "comm_id"), data(message));
        forCell(cell, () -> {
            handleCommCloseCommand(environment, contractMessage(message, MessageType.COMM_CLOSE_COMMAND, command));
            return null;
        });
    }

    @Override
    public Map<String, String> open() {
        return comms.values().stream().collect(Collectors.toMap(Comm::getID, Comm::getTargetName));
    }

    @Override
    public void close() {
        outlet.close();
        zmq.close();
    }

    private void forCell(Cell cell, Callable<Void> action) {
        try {
            currentCell.during(new CellState(cell), action);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> org.dflib.jjava.jupyter.messages.Message<T> contractMessage(
            Message message, MessageType<T> type, T content) {
        JsonObject header = message.header();
        return new org.dflib.jjava.jupyter.messages.Message<>(
                message.identities(),
                new Header<>(
                        message.id(),
                        text(header, "username"),
                        text(header, "session"),
                        new KernelTimestamp(text(header, "date")),
                        type,
                        text(header, "version")),
                null,
                null,
                content,
                message.buffers());
    }

    private static JsonObject data(Message message) {
        JsonElement data = message.content().get("data");
        return data != null && data.isJsonObject() ? data.getAsJsonObject() : new JsonObject();
    }

    private static String text(Message message, String name) {
        return text(message.content(), name);
    }

    private static String text(JsonObject json, String name) {
        JsonElement value = json.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }

    /**
     * The contract's comms write to a socket, so they get one: it is never bound, and what is written goes to the
     * calling thread's cell.
     */
    private final class Outlet extends JupyterSocket {
        Outlet() {
            super(zmq, SocketType.PUB, HMACGenerator.NO_AUTH_INSTANCE, NOPLogger.NOP_LOGGER);
        }

        @Override
        public void bind(KernelConnectionProperties connection) {}

        @Override
        public synchronized void sendMessage(org.dflib.jjava.jupyter.messages.Message<?> message) {
            environment.publish(message);
        }
    }
}
