package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// expand lets every host see the LUN's new size, grows the datastore to it on one of them, and lets the others see that.
// Where no host offers anything to expand into, both sizes are equal: it is filled, or the hosts still have the old size in their caches.
func (v *vcenter) expand(ctx context.Context, device string, names []string) (Outcome, error) {
	datastore, err := v.datastoreOn(ctx, device)
	if err != nil {
		return Outcome{}, err
	}
	if datastore == nil {
		return v.found(ctx, device, names)
	}
	hosts, err := v.hostsOf(ctx, datastore)
	if err != nil {
		return Outcome{}, err
	}
	asked, err := v.sightsOf(ctx, device, names)
	if err != nil {
		return Outcome{}, err
	}
	result := v.answer(outcome(datastore, hosts), asked)
	awake := v.connected(datastore, hosts)
	if len(awake) == 0 {
		return Outcome{}, fmt.Errorf("no connected host mounts the datastore %s: it cannot be expanded", datastore.Name)
	}
	if err := v.onEach(ctx, awake, v.rescan); err != nil {
		return Outcome{}, err
	}
	expander, spec, err := v.offer(ctx, datastore, awake, device)
	if err != nil || spec == nil {
		return result, err
	}
	request := types.ExpandVmfsDatastore{This: *expander.ConfigManager.DatastoreSystem, Datastore: datastore.Self, Spec: *spec}
	if _, err := methods.ExpandVmfsDatastore(ctx, v.client, &request); err != nil {
		return Outcome{}, fmt.Errorf("expanding %s on %s: %w", datastore.Name, expander.Name, err)
	}
	others := slices.DeleteFunc(awake, func(host mo.HostSystem) bool { return host.Self == expander.Self })
	if err := v.onEach(ctx, others, v.rescanVolumes); err != nil {
		return Outcome{}, err
	}
	result.AfterMiB, err = v.grown(ctx, datastore)
	return result, err
}

// found lets the named hosts look once more where vCenter knows of no datastore: one that they have not met yet is there all the same.
func (v *vcenter) found(ctx context.Context, device string, names []string) (Outcome, error) {
	hosts, err := v.hostsNamed(ctx, names)
	if err != nil {
		return Outcome{}, err
	}
	if err := v.onEach(ctx, connectedOf(hosts), v.rescan); err != nil {
		return Outcome{}, err
	}
	return v.show(ctx, device, names)
}

// connected are the hosts that can be asked; the others see the new size when they are back.
func (v *vcenter) connected(datastore *mo.Datastore, hosts []mo.HostSystem) (awake []mo.HostSystem) {
	for _, host := range hosts {
		if isConnected(host) {
			awake = append(awake, host)
		} else {
			v.note(fmt.Sprintf("%s is %s: rescan its storage when it is back (%s)", host.Name, host.Runtime.ConnectionState, datastore.Name))
		}
	}
	return awake
}

// onEach does the work on all hosts at once: a rescan takes a host many seconds.
func (v *vcenter) onEach(ctx context.Context, hosts []mo.HostSystem, work func(context.Context, mo.HostSystem) error) error {
	failures := make([]error, len(hosts))
	var all sync.WaitGroup
	for i, host := range hosts {
		all.Go(func() {
			if err := work(ctx, host); err != nil {
				failures[i] = fmt.Errorf("rescan of %s: %w", host.Name, err)
			}
		})
	}
	all.Wait()
	return errors.Join(failures...)
}

func (v *vcenter) rescan(ctx context.Context, host mo.HostSystem) error {
	if _, err := methods.RescanAllHba(ctx, v.client, &types.RescanAllHba{This: *host.ConfigManager.StorageSystem}); err != nil {
		return err
	}
	return v.rescanVolumes(ctx, host)
}

func (v *vcenter) rescanVolumes(ctx context.Context, host mo.HostSystem) error {
	_, err := methods.RescanVmfs(ctx, v.client, &types.RescanVmfs{This: *host.ConfigManager.StorageSystem})
	return err
}

// offer asks host after host for a way to expand into the LUN's new room; nil where none has one.
func (v *vcenter) offer(ctx context.Context, datastore *mo.Datastore, hosts []mo.HostSystem, device string) (*mo.HostSystem, *types.VmfsDatastoreExpandSpec, error) {
	var failures []error
	for _, host := range hosts {
		request := types.QueryVmfsDatastoreExpandOptions{This: *host.ConfigManager.DatastoreSystem, Datastore: datastore.Self}
		options, err := methods.QueryVmfsDatastoreExpandOptions(ctx, v.client, &request)
		if err != nil {
			failures = append(failures, fmt.Errorf("asking %s how %s can be expanded: %w", host.Name, datastore.Name, err))
			continue
		}
		for _, option := range options.Returnval {
			if spec, is := option.Spec.(*types.VmfsDatastoreExpandSpec); is && isOn(spec.Extent, device) {
				return &host, spec, nil
			}
		}
	}
	return nil, nil, errors.Join(failures...)
}
