#include <mosquitto.h>
#include <mqtt_protocol.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vestibule/wire/topics.hpp>

#include "echo.hpp"

namespace vestibule::bench {
namespace {

using namespace std::chrono_literals;
using Now = std::chrono::steady_clock;
const std::string body =
    R"({"id":"0123456789abcdef0123456789abcdef","body":{"service":"blood-test","language":"ar","needs":["wheelchair"]}})";

/// A level short of a real request, so that a host on the same broker does not hear it.
const std::string topic = std::string("vestibule/v1/req/") + echo_client + "/echo";

/// One libmosquitto client that counts what it hears. Its name is not the account's: the host's may be in use.
class Client {
 public:
  Client(const link::PrivateBroker& broker, const std::string& name, const std::string& filter)
      : filter_(filter), handle_(mosquitto_new(("bare-" + name).c_str(), true, this)) {
    mosquitto_int_option(handle_, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V5);
    mosquitto_int_option(handle_, MOSQ_OPT_TCP_NODELAY, 1);
    mosquitto_username_pw_set(handle_, name.c_str(), broker.password(name).c_str());
    mosquitto_connect_v5_callback_set(handle_, [](mosquitto* m, void* self, int, int, const mosquitto_property*) {
      mosquitto_subscribe(m, nullptr, static_cast<Client*>(self)->filter_.c_str(), 1);
    });
    mosquitto_subscribe_callback_set(
        handle_, [](mosquitto*, void* self, int, int, const int*) { static_cast<Client*>(self)->ready = true; });
    alive = mosquitto_connect(handle_, "127.0.0.1", broker.port(), 30) == MOSQ_ERR_SUCCESS;
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { mosquitto_destroy(handle_); }

  mosquitto* handle() const { return handle_; }
  void turn() {
    if (mosquitto_loop(handle_, 100, 1) != MOSQ_ERR_SUCCESS) alive = false;
  }

  std::atomic<bool> ready{false};
  bool alive = false;
  int heard = 0;
  std::function<void()> before_answer;

 private:
  const std::string filter_;
  mosquitto* const handle_;
};

void answer(mosquitto* m, void* self, const mosquitto_message* message, const mosquitto_property* asked) {
  if (const auto& work = static_cast<Client*>(self)->before_answer) work();
  char* back = nullptr;
  void* data = nullptr;
  std::uint16_t length = 0;
  mosquitto_property_read_string(asked, MQTT_PROP_RESPONSE_TOPIC, &back, false);
  mosquitto_property_read_binary(asked, MQTT_PROP_CORRELATION_DATA, &data, &length, false);
  mosquitto_property* properties = nullptr;
  mosquitto_property_add_binary(&properties, MQTT_PROP_CORRELATION_DATA, data, length);
  if (back) mosquitto_publish_v5(m, nullptr, back, message->payloadlen, message->payload, 1, false, properties);
  mosquitto_property_free_all(&properties);
  std::free(back);
  std::free(data);
}

void ask(mosquitto* m) {
  const auto back = wire::reply_topic(echo_client);
  mosquitto_property* properties = nullptr;
  mosquitto_property_add_string(&properties, MQTT_PROP_RESPONSE_TOPIC, back.c_str());
  mosquitto_property_add_binary(&properties, MQTT_PROP_CORRELATION_DATA, "0123456789abcdef", 16);
  mosquitto_publish_v5(m, nullptr, topic.c_str(), static_cast<int>(body.size()), body.data(), 1, false, properties);
  mosquitto_property_free_all(&properties);
}

}  // namespace

Latencies bare_echo(const link::PrivateBroker& broker, int rounds, std::function<void()> before_answer) {
  mosquitto_lib_init();
  Client host(broker, "host", topic), client(broker, echo_client, wire::reply_topic(echo_client));
  host.before_answer = std::move(before_answer);
  mosquitto_message_v5_callback_set(host.handle(), answer);
  mosquitto_message_v5_callback_set(client.handle(), [](mosquitto*, void* self, const mosquitto_message*,
                                                        const mosquitto_property*) { ++static_cast<Client*>(self)->heard; });
  std::atomic<bool> done{false};
  std::thread echo([&] {
    while (!done && host.alive) host.turn();
  });
  while (client.alive && (!client.ready || !host.ready)) client.turn();
  Latencies latencies;
  for (int round = 1; round <= rounds && client.alive; ++round) {
    const auto begun = Now::now();
    ask(client.handle());
    while (client.alive && client.heard < round) client.turn();
    latencies.push_back(std::chrono::duration<double, std::micro>(Now::now() - begun).count());
  }
  done = true;
  echo.join();
  return client.alive ? latencies : Latencies{};
}

}  // namespace vestibule::bench
