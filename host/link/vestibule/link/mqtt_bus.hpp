#pragma once
// The wire over MQTT 5: one connection to the broker that comes back by itself, run by a thread of its own.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "vestibule/clock.hpp"
#include "vestibule/log.hpp"
#include "vestibule/wire/bus.hpp"

namespace vestibule::link {

/// Files in PEM. The certificate and key are the client's own and may be empty where a password is enough.
struct Tls {
  std::string authority_file;
  std::string certificate_file;
  std::string key_file;
};

/// How messages are delivered to us. The second costs a receipt for each, and the broker then keeps what we are slow to take.
enum class Delivery { at_most_once, at_least_once };

struct MqttOptions {
  std::string host = "127.0.0.1";
  int port = 1883;
  std::string client;  ///< its name in topics; also the account, unless `user` says otherwise
  std::string user;
  std::string password;
  std::string session;  ///< what the broker tells connections apart by; `client`, if empty. Two with one session push each other out
  std::chrono::seconds keepalive{10};  ///< at least 5; the broker tells the will after one and a half of it
  std::optional<wire::Message> birth;  ///< sent first after each connect, retained if it says so
  std::optional<wire::Message> will;   ///< sent by the broker when we are gone, and by us when we leave
  std::optional<Tls> tls;
  Delivery delivery = Delivery::at_most_once;
  Duration reconnect_least{50};              ///< the pause before the first attempt to come back is around this
  Duration reconnect_most{5000};             ///< no longer, so that a broker's restart is over for everyone within 10 s
  std::size_t most_waiting = 4096;           ///< messages waiting in each direction ...
  std::size_t most_waiting_bytes = 8 << 20;  ///< ... and their bytes; what gives way is said in bounded_queue.hpp
};

/// Whether the bus connects as soon as it is made or when connect() is called, for whom the will is not known before.
enum class Begin { at_once, when_told };

/// Adds birth and will: this client's presence, retained, with a boot name chosen anew.
void announce_presence(MqttOptions& options, std::string kind);

/// What went over the line since the start, and what did not.
struct LinkCounters {
  std::uint64_t connects = 0;
  std::uint64_t sent = 0;
  std::uint64_t received = 0;
  std::uint64_t dropped_offline = 0;   ///< published while the line was down
  std::uint64_t dropped_outgoing = 0;  ///< gave way in the outgoing queue
  std::uint64_t dropped_incoming = 0;  ///< gave way in the incoming queue
  std::uint64_t oversized = 0;         ///< larger than 64 KiB, either way
  std::uint64_t denied = 0;            ///< publishes and subscriptions that the broker refused
};

/// Has a function called on the owner's loop, soon; callable from any thread.
using Post = std::function<void(std::function<void()>)>;

class MqttBus final : public wire::Bus {
 public:
  static constexpr std::size_t largest_payload = 64 * 1024;

  /// Connects in the background. `post` and `log` must outlive the bus. Handlers run on the owner's loop.
  MqttBus(MqttOptions options, Post post, Log& log, Begin begin = Begin::at_once);
  /// Sends what is waiting (half a second at most) and leaves; the broker tells the will.
  ~MqttBus() override;

  /// Once, for a bus that was made to wait: connects with this will in place of the one in the options.
  void connect(std::optional<wire::Message> will);

  void publish(wire::Message message) override;
  void subscribe(std::string filter, std::function<void(const wire::Message&)> handler) override;
  void on_connection(std::function<void(bool)> handler) override;
  bool connected() const override;

  LinkCounters counters() const;

 private:
  class Owner;
  std::shared_ptr<Owner> owner_;
};

}  // namespace vestibule::link
