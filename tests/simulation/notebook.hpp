#pragma once
// What every client was told: its own journal, which the house's is held against.

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "vestibule/json.hpp"
#include "vestibule/result.hpp"

namespace vestibule::simulation {

/// One answer to one command.
struct Told {
  std::string client, id, command;
  std::string outcome;  ///< "ok" or the name of an error code
  std::string reply;    ///< JSON, or the error's message
};

class Notebook {
 public:
  /// A client was answered. Asked again, the same must be said again, whatever happened meanwhile (I4).
  void told(const std::string& client, const std::string& id, const std::string& command, const Result<json::value>& answer);
  /// A client used an id again for something else; only a conflict is right (I4).
  void told_otherwise(const std::string& id, const Result<json::value>& answer);
  void fault(std::string sentence) { faults.push_back(std::move(sentence)); }

  std::deque<Told> fresh;  ///< not yet held against the house's journal
  std::vector<std::string> faults;
  std::uint64_t trace = 0xcbf29ce484222325;  ///< over all that was told, in order
  std::int64_t answers = 0, repetitions = 0, conflicts = 0;

  void mark(std::string_view text);  ///< adds to the trace

 private:
  std::unordered_map<std::string, std::pair<std::string, std::string>> first_;  ///< final answers by id
};

}  // namespace vestibule::simulation
