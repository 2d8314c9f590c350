#pragma once
// Queries and reports on their way through the gate and back: judged, asked, stripped, witnessed.

#include <memory>
#include <string>

#include "dispatcher.hpp"
#include "registry.hpp"
#include "seams.hpp"

namespace vestibule::core {

/// Loop thread only.
class Questions {
 public:
  struct Parts {
    const Registry& registry;
    Gate& gate;
    Guests& guests;
    Readers& readers;
    Dispatcher& dispatcher;  ///< keeps who has looked at whom
    Workers& readings;
    Random& random;
  };
  explicit Questions(Parts parts) : parts_(std::move(parts)) {}

  /// `answer` is called on the loop: at once, when a reader is done, or, for a query about a subject, after the commit that says who
  /// has looked.
  void ask(const Actor& actor, const std::string& name, const json::value& body, Commands::Answer answer);

 private:
  void look(const Query& query, const json::value& body, Commands::Answer answer);
  Commands::Answer witnessed(Order order, const CommandShape& shape, std::string subject);

  Parts parts_;
};

}  // namespace vestibule::core
