#include "session.hpp"

#include <mqtt_protocol.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace vestibule::link {
namespace {

constexpr int at_most_once = 0, at_least_once = 1;
constexpr int first_failure = 0x80;  // MQTT 5: reason codes from here on are refusals
constexpr int packets_a_turn = 512;  // then outgoing messages get their turn

struct Library {
  Library() { mosquitto_lib_init(); }
};

using Properties = std::unique_ptr<mosquitto_property, void (*)(mosquitto_property*)>;

Properties properties_of(const wire::Message& message) {
  mosquitto_property* list = nullptr;
  if (!message.response_topic.empty())
    mosquitto_property_add_string(&list, MQTT_PROP_RESPONSE_TOPIC, message.response_topic.c_str());
  if (!message.correlation.empty())
    mosquitto_property_add_binary(&list, MQTT_PROP_CORRELATION_DATA, message.correlation.data(),
                                  static_cast<std::uint16_t>(std::min<std::size_t>(message.correlation.size(), 1024)));
  return {list, [](mosquitto_property* p) { mosquitto_property_free_all(&p); }};
}

std::string response_topic_in(const mosquitto_property* properties) {
  char* text = nullptr;
  if (!mosquitto_property_read_string(properties, MQTT_PROP_RESPONSE_TOPIC, &text, false) || !text) return {};
  std::string topic = text;
  std::free(text);
  return topic;
}

std::string correlation_in(const mosquitto_property* properties) {
  void* data = nullptr;
  std::uint16_t length = 0;
  if (!mosquitto_property_read_binary(properties, MQTT_PROP_CORRELATION_DATA, &data, &length, false) || !data) return {};
  std::string bytes(static_cast<const char*>(data), length);
  std::free(data);
  return bytes;
}

bool is_reply(const wire::Message& message) { return !message.correlation.empty() && message.response_topic.empty(); }

const char* or_null(const std::string& text) { return text.empty() ? nullptr : text.c_str(); }

}  // namespace

Session::Session(const MqttOptions& options, Log& log, SharedCounters& counters, Receive receive)
    : options_(options), log_(log), counters_(counters), receive_(std::move(receive)) {
  static const Library library;
}

bool Session::configure() {
  handle_.reset(mosquitto_new((options_.session.empty() ? options_.client : options_.session).c_str(), true, this));
  mosquitto* const m = handle_.get();
  if (!m) return false;
  mosquitto_int_option(m, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V5);
  mosquitto_int_option(m, MOSQ_OPT_TCP_NODELAY, 1);
  mosquitto_int_option(m, MOSQ_OPT_RECEIVE_MAXIMUM, 100);
  const auto& user = options_.user.empty() ? options_.client : options_.user;
  if (!options_.password.empty() && mosquitto_username_pw_set(m, user.c_str(), options_.password.c_str())) return false;
  if (const auto& will = options_.will;
      will && mosquitto_will_set_v5(m, will->topic.c_str(), static_cast<int>(will->payload.size()), will->payload.data(),
                                    at_least_once, will->retained, nullptr))
    return false;
  if (const auto& tls = options_.tls; tls && mosquitto_tls_set(m, or_null(tls->authority_file), nullptr,
                                                               or_null(tls->certificate_file), or_null(tls->key_file), nullptr))
    return false;
  mosquitto_log_callback_set(m, [](mosquitto*, void* self, int level, const char* text) {
    if (level == MOSQ_LOG_ERR) static_cast<Session*>(self)->note(text);
  });
  mosquitto_connect_v5_callback_set(m, [](mosquitto*, void* self, int reason, int, const mosquitto_property*) {
    static_cast<Session*>(self)->on_connect(reason);
  });
  mosquitto_message_v5_callback_set(
      m, [](mosquitto*, void* self, const mosquitto_message* message, const mosquitto_property* properties) {
        static_cast<Session*>(self)->on_message(*message, properties);
      });
  mosquitto_publish_v5_callback_set(m, [](mosquitto*, void* self, int id, int reason, const mosquitto_property*) {
    static_cast<Session*>(self)->on_published(id, reason);
  });
  mosquitto_subscribe_v5_callback_set(
      m, [](mosquitto*, void* self, int id, int count, const int* granted, const mosquitto_property*) {
        static_cast<Session*>(self)->on_subscribed(id, count, granted);
      });
  return true;
}

bool Session::open() {
  if (!configure()) {
    note("the line cannot be set up: check name, password and certificate files");
    return false;
  }
  const int error = mosquitto_connect_bind_async(handle_.get(), options_.host.c_str(), options_.port,
                                                 static_cast<int>(options_.keepalive.count()), nullptr);
  alive_ = error == MOSQ_ERR_SUCCESS || error == MOSQ_ERR_CONN_PENDING;
  if (!alive_) note(mosquitto_strerror(error));
  return alive_;
}

short Session::wanted_events() const {
  const bool write = !reached_ || mosquitto_want_write(handle_.get());
  return static_cast<short>(POLLIN | (write ? POLLOUT : 0));
}

Duration Session::may_rest() const {
  const Duration patience = options_.keepalive;
  return std::max(patience / 4, std::chrono::ceil<Duration>(published_ + patience - std::chrono::steady_clock::now()));
}

void Session::turn(short events) {
  if (!reached_ && (events & (POLLERR | POLLHUP)) != 0) return refused();
  if ((events & POLLOUT) != 0) {
    const bool first = !std::exchange(reached_, true);
    if (alive_) check(mosquitto_loop_write(handle_.get(), 1));
    if (first && alive_ && options_.tls) read();  // the handshake goes on inside a read
  }
  if (alive_ && (events & (POLLIN | POLLERR | POLLHUP)) != 0) read();
  if (alive_) check(mosquitto_loop_misc(handle_.get()));
}

/// TCP did not come to be. libmosquitto would not notice before its TLS does, which is never.
void Session::refused() {
  int error = 0;
  socklen_t length = sizeof error;
  getsockopt(socket(), SOL_SOCKET, SO_ERROR, &error, &length);
  note(std::strerror(error != 0 ? error : ECONNREFUSED));
  alive_ = false;
}

void Session::read() {
  for (int packets = 0; alive_ && packets < packets_a_turn; ++packets) {
    errno = 0;
    check(mosquitto_loop_read(handle_.get(), 1));
    if (errno == EAGAIN || errno == EWOULDBLOCK) return;
  }
}

void Session::check(int error) {
  if (error == MOSQ_ERR_SUCCESS) return;
  if (alive_ && accepted_)
    log_.warning("the line to broker {}:{} is lost: {}", options_.host, options_.port, mosquitto_strerror(error));
  if (alive_) note(mosquitto_strerror(error));
  alive_ = false;
}

/// The first says most: "certificate verify failed", then "A TLS error occurred".
void Session::note(std::string_view problem) {
  if (!accepted_ && problem_.empty()) problem_ = problem;
}

void Session::on_connect(int reason) {
  accepted_ = reason == 0;
  if (!accepted_) {
    note(fmt::format("it refuses client '{}': {}", options_.client, mosquitto_reason_string(reason)));
    alive_ = false;
  }
}

void Session::on_message(const mosquitto_message& message, const mosquitto_property* properties) {
  if (message.payloadlen > static_cast<int>(MqttBus::largest_payload)) {
    ++counters_.oversized;
    log_.warning("ignored a message of {} bytes on {}", message.payloadlen, message.topic);
    return;
  }
  ++counters_.received;
  std::string payload(static_cast<const char*>(message.payload), static_cast<std::size_t>(message.payloadlen));
  receive_({message.topic, std::move(payload), message.retain, response_topic_in(properties), correlation_in(properties)});
}

void Session::on_published(int id, int reason) {
  const auto sent = in_flight_.extract(id);
  if (reason < first_failure || sent.empty()) return;
  ++counters_.denied;
  log_.error("the broker refused '{}' on {}: {}", options_.client, sent.mapped(), mosquitto_reason_string(reason));
}

void Session::on_subscribed(int id, int count, const int* granted) {
  const auto asked = unanswered_.extract(id);
  if (asked.empty()) return;
  for (std::size_t i = 0; i < asked.mapped().size() && i < static_cast<std::size_t>(count); ++i) {
    if (granted[i] < first_failure) continue;
    ++counters_.denied;
    log_.error("the broker does not let '{}' listen to {}: {}", options_.client, asked.mapped()[i],
               mosquitto_reason_string(granted[i]));
  }
}

void Session::subscribe(const std::vector<std::string>& filters) {
  if (filters.empty()) return;
  std::vector<char*> names;
  for (const auto& filter : filters) names.push_back(const_cast<char*>(filter.c_str()));
  const int quality = options_.delivery == Delivery::at_least_once ? at_least_once : at_most_once;
  int id = 0;
  const int error = mosquitto_subscribe_multiple(handle_.get(), &id, static_cast<int>(names.size()), names.data(), quality, 0, nullptr);
  if (error == MOSQ_ERR_INVAL || error == MOSQ_ERR_MALFORMED_UTF8)
    log_.error("no filter the broker would take: {}", filters.front());
  else
    check(error);
  if (error == MOSQ_ERR_SUCCESS) unanswered_.emplace(id, filters);
}

void Session::publish(const wire::Message& message) {
  const auto properties = properties_of(message);
  const int quality = is_reply(message) ? at_most_once : at_least_once;
  int id = 0;
  const int error = mosquitto_publish_v5(handle_.get(), &id, message.topic.c_str(), static_cast<int>(message.payload.size()),
                                         message.payload.data(), quality, message.retained, properties.get());
  if (error == MOSQ_ERR_SUCCESS) {
    published_ = std::chrono::steady_clock::now();
    ++counters_.sent;
    if (quality == at_least_once) in_flight_.emplace(id, message.topic);
  } else if (error == MOSQ_ERR_PAYLOAD_SIZE || error == MOSQ_ERR_OVERSIZE_PACKET) {
    ++counters_.oversized;
    log_.error("{} bytes on {} are more than the broker takes", message.payload.size(), message.topic);
  } else if (error == MOSQ_ERR_INVAL || error == MOSQ_ERR_MALFORMED_UTF8) {
    log_.error("not a topic one can publish to: {}", message.topic);
  } else {
    check(error);
  }
}

void Session::leave() { mosquitto_disconnect_v5(handle_.get(), MQTT_RC_DISCONNECT_WITH_WILL_MSG, nullptr); }

}  // namespace vestibule::link
