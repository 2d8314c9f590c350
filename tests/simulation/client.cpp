#include "client.hpp"

#include <array>

#include "hospital.hpp"

namespace vestibule::simulation {
namespace {

struct Forbidden {
  std::string_view role;
  const char *command, *query;
};
// What nobody of that role may do and ask. The requests are sound: only the gate stands in the way.
constexpr std::array<Forbidden, 4> forbidden{{{"display", "queue.issue_token", "queue.waiting"},
                                              {"doctor", "queue.close_day", "queue.fairness"},
                                              {"nurse", "queue.bring_token", "queue.days"},
                                              {"clerk", "queue.close_day", "queue.fairness"}}};

json::value sound(std::string_view command) {
  if (command == "queue.issue_token") return {{"service", "cashier"}, {"needs", json::array{}}};
  if (command == "queue.close_day") return {{"rest", "cancel"}};
  return json::object{};
}

}  // namespace

void Client::trespass() {
  const std::string role = role_of(name);
  for (const auto& [whose, command, query] : forbidden) {
    if (whose != role) continue;
    send(fmt::format("{}-forbidden-{}", name, ++asked_), command, sound(command), [this, command](const Result<json::value>& answer) {
      if (answer || answer.error().code != Code::denied) notebook.fault(fmt::format("I11 {} asked for {} and was not refused", name, command));
    });
    requests.send(wire::Verb::ask, query, json::object{}, fmt::format("{}-forbidden-{}", name, ++asked_), [this, query](const Result<json::value>& answer) {
      if (answer || (answer.error().code != Code::denied && answer.error().code != Code::unavailable))
        notebook.fault(fmt::format("I11 {} asked {} and was not refused", name, query));
    });
  }
}

}  // namespace vestibule::simulation
