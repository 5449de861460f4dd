package vc

import (
	"net/url"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

const longestName = 80

// checkName: vSphere stores %, / and \ escaped and allows 80 characters.
func (l *Lab) checkName(name string) fault {
	if strings.TrimSpace(name) == "" {
		return invalid("name")
	}
	if len([]rune(name)) > longestName {
		return explained(&types.InvalidName{Name: name}, "The name '%s' is longer than %d characters.", name, longestName)
	}
	if strings.ContainsAny(name, `/\%`) && url.PathEscape(name) != name && !strings.Contains(name, "%2f") && !strings.Contains(name, "%5c") && !strings.Contains(name, "%25") {
		return explained(&types.InvalidName{Name: name}, `The name '%s' holds one of / \ %% which must be escaped.`, name)
	}
	return nil
}

// checkFree: a name is unique among the children of its folder, and a machine's,
// network's or datastore's is unique in its tree of the datacenter.
func (l *Lab) checkFree(in types.ManagedObjectReference, name string, self types.ManagedObjectReference) fault {
	f, _ := l.Map.Get(in).(*simulator.Folder)
	if f == nil {
		return nil
	}
	for _, ref := range f.ChildEntity {
		if ref != self && l.nameOf(ref) == name {
			return &types.DuplicateName{Name: name, Object: ref}
		}
	}
	unique := map[string][]types.ManagedObjectReference{
		"Datastore": l.dc.Datastore, "DistributedVirtualPortgroup": l.dc.Network, "VmwareDistributedVirtualSwitch": l.dc.Network,
	}
	for _, ref := range unique[self.Type] {
		if ref != self && l.nameOf(ref) == name {
			return &types.DuplicateName{Name: name, Object: ref}
		}
	}
	return nil
}

func (l *Lab) nameOf(ref types.ManagedObjectReference) string {
	switch e := l.Map.Get(ref).(type) {
	case *simulator.DistributedVirtualSwitch:
		return e.Name
	case *simulator.DistributedVirtualPortgroup:
		return e.Name
	case *mo.Network:
		return e.Name
	case mo.Entity:
		return e.Entity().Name
	}
	return ""
}
