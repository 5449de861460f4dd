package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/vmware/govmomi/property"
	"github.com/vmware/govmomi/view"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// appearing is how long a rescanned host may take to show a new LUN; tests wait less.
var appearing = 10 * time.Second

// Sight says whether a host sees the LUN.
type Sight struct {
	Name string `json:"name"`
	// State as vCenter says it (connected, notResponding …), or missing where it has no such host.
	State string `json:"state"`
	Sees  bool   `json:"sees"`
}

// Sights is what rescan prints, in the order asked for.
type Sights struct {
	Hosts []Sight `json:"hosts"`
}

// rescanHosts lets the named hosts look for LUNs, and reads which of them see this one. A host that cannot be asked stops no other.
func (v *vcenter) rescanHosts(ctx context.Context, device string, names []string) (Sights, error) {
	hosts, err := v.hostsNamed(ctx, names)
	if err != nil {
		return Sights{}, err
	}
	awake := connectedOf(hosts)
	if err := v.onEach(ctx, awake, v.rescanAdapters); err != nil {
		return Sights{}, err
	}
	seeing, err := v.seeing(ctx, device, awake)
	if err != nil {
		return Sights{}, err
	}
	return Sights{Hosts: sights(names, hosts, seeing)}, nil
}

// sightsOf reads which of the named hosts see the LUN, as they are now.
func (v *vcenter) sightsOf(ctx context.Context, device string, names []string) ([]Sight, error) {
	hosts, err := v.hostsNamed(ctx, names)
	if err != nil {
		return nil, err
	}
	seen := map[types.ManagedObjectReference]bool{}
	for _, host := range connectedOf(hosts) {
		if seen[host.Self], err = v.sees(ctx, device, host); err != nil {
			return nil, err
		}
	}
	return sights(names, hosts, seen), nil
}

func connectedOf(hosts []mo.HostSystem) []mo.HostSystem {
	return slices.DeleteFunc(slices.Clone(hosts), func(host mo.HostSystem) bool { return !isConnected(host) })
}

// sights are one for each name, in the order asked for.
func sights(names []string, hosts []mo.HostSystem, seeing map[types.ManagedObjectReference]bool) []Sight {
	all := []Sight{}
	for _, name := range names {
		sight := Sight{Name: name, State: "missing"}
		for _, host := range hosts {
			if host.Name == name {
				sight.State, sight.Sees = string(host.Runtime.ConnectionState), seeing[host.Self]
			}
		}
		all = append(all, sight)
	}
	return all
}

// hostsNamed are those that vCenter has; two of one name would be two answers.
func (v *vcenter) hostsNamed(ctx context.Context, names []string) ([]mo.HostSystem, error) {
	everywhere, err := view.NewManager(v.client).CreateContainerView(ctx, v.client.ServiceContent.RootFolder, []string{"HostSystem"}, true)
	if err != nil {
		return nil, err
	}
	defer func() { _ = everywhere.Destroy(context.WithoutCancel(ctx)) }()
	var all []mo.HostSystem
	if err := everywhere.Retrieve(ctx, []string{"HostSystem"}, []string{"name", "runtime.connectionState", "configManager.storageSystem"}, &all); err != nil {
		return nil, err
	}
	found := slices.DeleteFunc(all, func(host mo.HostSystem) bool { return !slices.Contains(names, host.Name) })
	slices.SortFunc(found, func(a, b mo.HostSystem) int { return strings.Compare(a.Name, b.Name) })
	for i := 1; i < len(found); i++ {
		if found[i].Name == found[i-1].Name {
			return nil, fmt.Errorf("vCenter has two hosts named %s", found[i].Name)
		}
	}
	return found, nil
}

func (v *vcenter) rescanAdapters(ctx context.Context, host mo.HostSystem) error {
	_, err := methods.RescanAllHba(ctx, v.client, &types.RescanAllHba{This: *host.ConfigManager.StorageSystem})
	return err
}

// seeing asks until every host shows the LUN, or they have had their time.
func (v *vcenter) seeing(ctx context.Context, device string, hosts []mo.HostSystem) (map[types.ManagedObjectReference]bool, error) {
	seen := map[types.ManagedObjectReference]bool{}
	for end := time.Now().Add(appearing); ; {
		for _, host := range hosts {
			if seen[host.Self] {
				continue
			}
			var err error
			if seen[host.Self], err = v.sees(ctx, device, host); err != nil {
				return nil, err
			}
		}
		if !slices.ContainsFunc(hosts, func(host mo.HostSystem) bool { return !seen[host.Self] }) || time.Now().After(end) {
			return seen, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(between):
		}
	}
}

// sees reads what the host shows now.
func (v *vcenter) sees(ctx context.Context, device string, host mo.HostSystem) (bool, error) {
	var system mo.HostStorageSystem
	if err := property.DefaultCollector(v.client).RetrieveOne(ctx, *host.ConfigManager.StorageSystem, []string{"storageDeviceInfo.scsiLun"}, &system); err != nil {
		return false, fmt.Errorf("reading the LUNs of %s: %w", host.Name, err)
	}
	return shows(system, device), nil
}

// shows: a device that the host has lost stays listed while something is mounted on it, and counts as not seen.
func shows(system mo.HostStorageSystem, device string) bool {
	if system.StorageDeviceInfo == nil {
		return false
	}
	return slices.ContainsFunc(system.StorageDeviceInfo.ScsiLun, func(entry types.BaseScsiLun) bool {
		lun := entry.GetScsiLun()
		return strings.EqualFold(lun.CanonicalName, device) && !slices.ContainsFunc(lun.OperationalState, isLost)
	})
}

func isLost(state string) bool {
	return state == string(types.ScsiLunStateOff) || state == string(types.ScsiLunStateLostCommunication)
}
