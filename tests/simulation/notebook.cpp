#include "notebook.hpp"

namespace vestibule::simulation {

/// FNV-1a: the same with every compiler.
void Notebook::mark(std::string_view text) {
  for (const char c : text) trace = (trace ^ static_cast<unsigned char>(c)) * 0x100000001b3;
}

void Notebook::told(const std::string& client, const std::string& id, const std::string& command, const Result<json::value>& answer) {
  ++answers;
  const std::string outcome = answer ? "ok" : std::string(name_of(answer.error().code));
  const std::string reply = answer ? json::serialize(*answer) : answer.error().message;
  mark(id);
  mark(reply);
  if (!answer && answer.error().code == Code::internal) fault(fmt::format("{}: {} was answered with an internal error: {}", client, command, reply));
  // "Not now" and "this is wrong in itself" are no promises.
  if (!answer && (answer.error().code == Code::unavailable || answer.error().code == Code::invalid || answer.error().code == Code::internal)) return;
  const auto [known, fresh_one] = first_.try_emplace(id, outcome, reply);
  if (!fresh_one) {
    ++repetitions;
    if (known->second.first != outcome || known->second.second != reply)
      fault(fmt::format("I4 {} was told '{}' about {} {}, and then '{}'", client, known->second.second.substr(0, 200), command, id, reply.substr(0, 200)));
    return;
  }
  fresh.push_back({client, id, command, outcome, reply});
}

void Notebook::told_otherwise(const std::string& id, const Result<json::value>& answer) {
  ++conflicts;
  const bool right = !answer && (answer.error().code == Code::conflict || answer.error().code == Code::unavailable);
  if (!right) fault(fmt::format("I4 request {} was used again for something else, and was not a conflict", id));
}

}  // namespace vestibule::simulation
