#pragma once
// Every topic name, in one place. A client's name comes from its credentials: the broker lets it write only beneath its own.

#include <optional>
#include <string>
#include <string_view>

namespace vestibule::wire {

enum class Verb { do_, ask };

/// vestibule/v1/req/<client>/<do|ask>/<name>: a client asks the host for something.
std::string request_topic(std::string_view client, Verb verb, std::string_view name);
/// vestibule/v1/rep/<client>: where the host answers it.
std::string reply_topic(std::string_view client);
/// vestibule/v1/presence/<client>: retained, "online" by the client, "offline" by its Last Will.
std::string presence_topic(std::string_view client);
/// vestibule/v1/state/<subject>: retained, written by the host only; `subject` such as "board/main".
std::string state_topic(std::string_view subject);
/// vestibule/v1/order/<client>: retained, written by the host only, read by that client only: what it is to be like.
std::string order_topic(std::string_view client);
/// vestibule/v1/host/state: retained; the host's pulse every 5 s and its Last Will.
std::string host_topic();

/// The filters the host listens to.
std::string all_requests();
std::string all_presence();

/// A request topic taken apart.
struct RequestName {
  std::string client;
  Verb verb = Verb::ask;
  std::string name;
};
std::optional<RequestName> parse_request_topic(std::string_view topic);
/// The client of a presence topic.
std::optional<std::string> parse_presence_topic(std::string_view topic);

/// Whether an MQTT filter with + and # matches a topic.
bool matches(std::string_view filter, std::string_view topic);

/// 1 to 64 letters, digits, '-', '_' or '.': what a client, command or subject part may be called in a topic.
bool valid_name(std::string_view name);

}  // namespace vestibule::wire
