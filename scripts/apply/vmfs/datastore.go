package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/vmware/govmomi/property"
	"github.com/vmware/govmomi/view"
	"github.com/vmware/govmomi/vim25"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// Outcome is what is printed. Without a datastore on the LUN its name is null and both sizes are 0.
type Outcome struct {
	// VCenter is which vCenter answered, by the name that it has given itself for good.
	VCenter string `json:"vcenter"`
	// Asked are the hosts of the command line: that vCenter knows them and that they show the LUN is what makes "no datastore" an answer.
	Asked     []Sight `json:"asked"`
	Datastore *string `json:"datastore"`
	// Hosts that mount it, by name.
	Hosts []string `json:"hosts"`
	// Away are those of them that could not be asked.
	Away      []Away `json:"away"`
	BeforeMiB int64  `json:"beforeMib"`
	AfterMiB  int64  `json:"afterMib"`
}

// Away is a host that is not connected, with its state as vCenter says it.
type Away struct {
	Name  string `json:"name"`
	State string `json:"state"`
}

// nothing is the outcome where vCenter knows of no datastore on the LUN.
func nothing() Outcome { return Outcome{Hosts: []string{}, Away: []Away{}} }

// answer is the outcome, with who answered and what the hosts asked about show.
func (v *vcenter) answer(result Outcome, asked []Sight) Outcome {
	result.VCenter, result.Asked = v.client.ServiceContent.About.InstanceUuid, asked
	return result
}

type vcenter struct {
	client *vim25.Client
	// note says what a person should know although the work was done.
	note func(string)
}

// show finds the datastore, and whether the named hosts show the LUN; it changes nothing.
func (v *vcenter) show(ctx context.Context, device string, names []string) (Outcome, error) {
	asked, err := v.sightsOf(ctx, device, names)
	if err != nil {
		return Outcome{}, err
	}
	datastore, err := v.datastoreOn(ctx, device)
	if err != nil || datastore == nil {
		return v.answer(nothing(), asked), err
	}
	hosts, err := v.hostsOf(ctx, datastore)
	if err != nil {
		return Outcome{}, err
	}
	return v.answer(outcome(datastore, hosts), asked), nil
}

func outcome(datastore *mo.Datastore, hosts []mo.HostSystem) Outcome {
	size := mebibytes(datastore)
	made := Outcome{Datastore: &datastore.Name, Hosts: []string{}, Away: []Away{}, BeforeMiB: size, AfterMiB: size}
	for _, host := range hosts {
		made.Hosts = append(made.Hosts, host.Name)
		if !isConnected(host) {
			made.Away = append(made.Away, Away{Name: host.Name, State: string(host.Runtime.ConnectionState)})
		}
	}
	return made
}

func isConnected(host mo.HostSystem) bool {
	return host.Runtime.ConnectionState == types.HostSystemConnectionStateConnected
}

func mebibytes(datastore *mo.Datastore) int64 { return datastore.Summary.Capacity >> 20 }

var datastoreProperties = []string{"name", "info", "host", "summary"}

// datastoreOn returns the datastore that has the LUN among its extents, or nil.
func (v *vcenter) datastoreOn(ctx context.Context, device string) (*mo.Datastore, error) {
	everywhere, err := view.NewManager(v.client).CreateContainerView(ctx, v.client.ServiceContent.RootFolder, []string{"Datastore"}, true)
	if err != nil {
		return nil, err
	}
	defer func() { _ = everywhere.Destroy(context.WithoutCancel(ctx)) }()
	var all []mo.Datastore
	if err := everywhere.Retrieve(ctx, []string{"Datastore"}, datastoreProperties, &all); err != nil {
		return nil, err
	}
	for _, datastore := range all {
		if slices.ContainsFunc(extentsOf(&datastore), func(extent types.HostScsiDiskPartition) bool { return isOn(extent, device) }) {
			return &datastore, nil
		}
	}
	return nil, nil
}

func extentsOf(datastore *mo.Datastore) []types.HostScsiDiskPartition {
	info, is := datastore.Info.(*types.VmfsDatastoreInfo)
	if !is || info.Vmfs == nil {
		return nil
	}
	return info.Vmfs.Extent
}

func isOn(extent types.HostScsiDiskPartition, device string) bool {
	return strings.EqualFold(extent.DiskName, device)
}

// hostsOf are the hosts that mount the datastore, by name.
func (v *vcenter) hostsOf(ctx context.Context, datastore *mo.Datastore) ([]mo.HostSystem, error) {
	var references []types.ManagedObjectReference
	for _, mount := range datastore.Host {
		references = append(references, mount.Key)
	}
	if len(references) == 0 {
		return nil, nil
	}
	var hosts []mo.HostSystem
	wanted := []string{"name", "runtime.connectionState", "configManager.storageSystem", "configManager.datastoreSystem"}
	if err := property.DefaultCollector(v.client).Retrieve(ctx, references, wanted, &hosts); err != nil {
		return nil, fmt.Errorf("hosts of %s: %w", datastore.Name, err)
	}
	slices.SortFunc(hosts, func(a, b mo.HostSystem) int { return strings.Compare(a.Name, b.Name) })
	return hosts, nil
}
