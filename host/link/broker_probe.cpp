#include "vestibule/link/broker_probe.hpp"

#include <mosquitto.h>
#include <mqtt_protocol.h>

#include <chrono>
#include <functional>
#include <memory>

#include "vestibule/link/requests.hpp"
#include "vestibule/link/system.hpp"
#include "vestibule/wire/topics.hpp"

namespace vestibule::link {
namespace {

using namespace std::chrono_literals;

constexpr int at_least_once = 1;
constexpr int many = 1'500;      // above mosquitto's own limits: 20 under way and 1,000 waiting
constexpr int expiring = 150;    // more than are under way at once, so that some wait
constexpr std::chrono::milliseconds patience{10'000}, quiet{700};

const std::string& account_of(const MqttOptions& options) { return options.user.empty() ? options.client : options.user; }

/// One client that reads only when it is told to.
class Probe {
 public:
  Probe(const MqttOptions& options, int protocol)
      : handle_(mosquitto_new(("probe-" + new_request_id(SystemRandom().stream("link.probe"))).c_str(), true, this)) {
    mosquitto_int_option(handle_.get(), MOSQ_OPT_PROTOCOL_VERSION, protocol);
    mosquitto_username_pw_set(handle_.get(), account_of(options).c_str(), options.password.c_str());
    if (options.tls) mosquitto_tls_set(handle_.get(), options.tls->authority_file.c_str(), nullptr, nullptr, nullptr, nullptr);
    mosquitto_connect_callback_set(handle_.get(), [](mosquitto*, void* self, int reason) { static_cast<Probe*>(self)->in_ = reason == 0; });
    mosquitto_subscribe_callback_set(handle_.get(), [](mosquitto*, void* self, int, int, const int* granted) {
      static_cast<Probe*>(self)->subscribed_ = granted[0] == at_least_once;
    });
    mosquitto_publish_callback_set(handle_.get(), [](mosquitto*, void* self, int) { ++static_cast<Probe*>(self)->acknowledged_; });
    mosquitto_message_callback_set(handle_.get(), [](mosquitto*, void* self, const mosquitto_message*) { ++static_cast<Probe*>(self)->received_; });
  }

  bool come_in(const std::string& host, int port) {
    return mosquitto_connect(handle_.get(), host.c_str(), port, 30) == MOSQ_ERR_SUCCESS && until([this] { return in_; });
  }
  bool listen(const std::string& topic) {
    return mosquitto_subscribe(handle_.get(), nullptr, topic.c_str(), at_least_once) == MOSQ_ERR_SUCCESS && until([this] { return subscribed_; });
  }
  /// All of them, each acknowledged.
  bool publish(const std::string& topic, int count, std::uint32_t expires_after_s = 0) {
    mosquitto_property* properties = nullptr;
    if (expires_after_s > 0) mosquitto_property_add_int32(&properties, MQTT_PROP_MESSAGE_EXPIRY_INTERVAL, expires_after_s);
    const int wanted = acknowledged_ + count;
    bool sent = true;
    for (int i = 0; i < count && sent; ++i)
      sent = mosquitto_publish_v5(handle_.get(), nullptr, topic.c_str(), 5, "probe", at_least_once, false, properties) == MOSQ_ERR_SUCCESS;
    mosquitto_property_free_all(&properties);
    return sent && until([&] { return acknowledged_ >= wanted; });
  }
  /// Reads until so many are there, or none has come for a while.
  int read(int count) {
    auto last = std::chrono::steady_clock::now();
    for (int before = received_; received_ < count && std::chrono::steady_clock::now() - last < quiet;) {
      if (!turn()) break;
      if (received_ > before) before = received_, last = std::chrono::steady_clock::now();
    }
    return received_;
  }
  void forget() { received_ = 0; }

  bool until(const std::function<bool()>& holds) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!holds())
      if (!turn() || std::chrono::steady_clock::now() > end) return false;
    return true;
  }

 private:
  bool turn() { return mosquitto_loop(handle_.get(), 20, 1) == MOSQ_ERR_SUCCESS; }

  struct Destroy {
    void operator()(mosquitto* handle) const { mosquitto_destroy(handle); }
  };
  std::unique_ptr<mosquitto, Destroy> handle_;
  bool in_ = false, subscribed_ = false;
  int acknowledged_ = 0, received_ = 0;
};

}  // namespace

Result<BrokerConduct> probe_broker(const MqttOptions& options) {
  mosquitto_lib_init();
  const std::string& account = account_of(options);
  const std::string topic = wire::reply_topic(account), where = fmt::format("{}:{}", options.host, options.port);
  const auto silent = [&] { return fail(Code::unavailable, "{} does not acknowledge what '{}' sends", where, account); };
  Probe reader(options, MQTT_PROTOCOL_V5), writer(options, MQTT_PROTOCOL_V5), old(options, MQTT_PROTOCOL_V311);
  if (!reader.come_in(options.host, options.port) || !writer.come_in(options.host, options.port)) return fail(Code::unavailable, "{} does not let '{}' in", where, account);
  if (!reader.listen(topic)) return fail(Code::unavailable, "{} does not let '{}' hear {}", where, account, topic);

  BrokerConduct conduct;
  conduct.sent = many;
  if (!writer.publish(topic, many)) return silent();
  conduct.kept = reader.read(many);

  reader.forget();
  if (!writer.publish(topic, expiring, 1)) return silent();
  const auto expired = std::chrono::steady_clock::now() + 2s;
  writer.until([&] { return std::chrono::steady_clock::now() > expired; });
  const int before = reader.read(expiring);
  if (!writer.publish(topic, 1)) return silent();
  conduct.expiry_blocks = reader.read(before + 1) == before;
  conduct.old_protocol = old.come_in(options.host, options.port);
  return conduct;
}

}  // namespace vestibule::link
