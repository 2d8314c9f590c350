#pragma once
// The picture of a ward from what is known of its beds: what may be shown, how old, and of whom. Pure.

#include <functional>

#include "../listening/news.hpp"

namespace vestibule::vitals {

/// From when on a measure is greyed, and shown no more: what is measured each second, and what is measured now and then.
std::vector<Life> default_lives();

/// What is known of a device; null if nothing is.
using HeardOf = std::function<const Heard*(const DeviceId&)>;

/// Adds what other rooms know of a bed to its tile.
using MoreOf = std::function<void(const BedInfo&, const Heard*, Tile&)>;

WardPicture picture_of(const Book& book, const WardInfo& ward, const HeardOf& heard_of, const MoreOf& more_of, bool listening, Steady now);

}  // namespace vestibule::vitals
