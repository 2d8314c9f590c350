#pragma once
// Every page the kiosk can show, brought about on the real flow.

#include <string>
#include <utility>
#include <vector>

#include "flow/flow.hpp"

namespace vestibule::kiosk::test {

/// By the name of its picture. Pages on which no language is chosen yet are there once, in `neutral_pages`.
using NamedPages = std::vector<std::pair<std::string, Page>>;
NamedPages pages(const std::string& language);
/// The other steps, with what goes wrong in them: for the matrix, not for pictures to be compared.
NamedPages more_pages(const std::string& language);
/// The operator's pages.
NamedPages operator_pages(const std::string& language);
NamedPages neutral_pages(const std::vector<std::string>& languages = {"en", "ar"});

/// A kiosk's settings as it is shipped: with a loudspeaker to touch, and the keyboards of the house.
FlowSettings shipped(std::vector<std::string> languages);

}  // namespace vestibule::kiosk::test
