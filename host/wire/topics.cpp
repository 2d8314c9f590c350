#include "vestibule/wire/topics.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <vector>

namespace vestibule::wire {
namespace {

constexpr std::string_view root = "vestibule/v1";

std::vector<std::string_view> levels(std::string_view topic) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto slash = topic.find('/');
    parts.push_back(topic.substr(0, slash));
    if (slash == topic.npos) return parts;
    topic.remove_prefix(slash + 1);
  }
}

bool beneath_root(const std::vector<std::string_view>& parts, std::string_view family, std::size_t count) {
  return parts.size() == count && parts[0] == "vestibule" && parts[1] == "v1" && parts[2] == family;
}

}  // namespace

std::string request_topic(std::string_view client, Verb verb, std::string_view name) {
  return fmt::format("{}/req/{}/{}/{}", root, client, verb == Verb::ask ? "ask" : "do", name);
}
std::string reply_topic(std::string_view client) { return fmt::format("{}/rep/{}", root, client); }
std::string presence_topic(std::string_view client) { return fmt::format("{}/presence/{}", root, client); }
std::string state_topic(std::string_view subject) { return fmt::format("{}/state/{}", root, subject); }
std::string order_topic(std::string_view client) { return fmt::format("{}/order/{}", root, client); }
std::string host_topic() { return fmt::format("{}/host/state", root); }
std::string all_requests() { return fmt::format("{}/req/+/+/+", root); }
std::string all_presence() { return fmt::format("{}/presence/+", root); }

std::optional<RequestName> parse_request_topic(std::string_view topic) {
  const auto parts = levels(topic);
  if (!beneath_root(parts, "req", 6) || !valid_name(parts[3]) || !valid_name(parts[5])) return std::nullopt;
  if (parts[4] != "do" && parts[4] != "ask") return std::nullopt;
  return RequestName{std::string(parts[3]), parts[4] == "do" ? Verb::do_ : Verb::ask, std::string(parts[5])};
}

std::optional<std::string> parse_presence_topic(std::string_view topic) {
  const auto parts = levels(topic);
  if (!beneath_root(parts, "presence", 4) || !valid_name(parts[3])) return std::nullopt;
  return std::string(parts[3]);
}

bool matches(std::string_view filter, std::string_view topic) {
  for (;;) {
    const auto wanted = filter.substr(0, filter.find('/')), given = topic.substr(0, topic.find('/'));
    if (wanted == "#") return true;
    if (wanted != "+" && wanted != given) return false;
    const bool filter_ends = wanted.size() == filter.size(), topic_ends = given.size() == topic.size();
    if (filter_ends && topic_ends) return true;
    if (topic_ends) return filter.substr(wanted.size() + 1) == "#";  // what is above the levels a "#" stands for counts too
    if (filter_ends) return false;
    filter.remove_prefix(wanted.size() + 1);
    topic.remove_prefix(given.size() + 1);
  }
}

bool valid_name(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  };
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), allowed);
}

}  // namespace vestibule::wire
