#pragma once
// What clients were told, written down by themselves: the host's own count could not show what it has forgotten.

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "vestibule/json.hpp"
#include "vestibule/result.hpp"

namespace vestibule::faults {

/// An answer as it can be compared: the outcome's name, and the reply or the message.
struct Answer {
  std::string outcome;
  std::string text;
  friend bool operator==(const Answer&, const Answer&) = default;
};

inline Answer answer_of(const Result<json::value>& result) {
  if (result) return {"ok", json::serialize(*result)};
  return {std::string(name_of(result.error().code)), result.error().message};
}

/// "Not now" and "it broke" promise nothing: the client asks again with the same id.
inline bool is_final(const Result<json::value>& result) {
  return result || (result.error().code != Code::unavailable && result.error().code != Code::internal);
}

/// One request of a client, and what it was told.
struct Note {
  std::string client, command;
  json::value body;
  std::optional<Answer> answer;
};

using Notes = std::map<std::string, Note>;  ///< by request id

}  // namespace vestibule::faults
